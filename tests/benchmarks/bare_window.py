"""The yardstick: the smallest PySide6 window that a person could call painted."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

application = QApplication(sys.argv[:1])
window = QMainWindow()
window.setWindowTitle("bare window")
window.resize(1100, 700)
label = QLabel("Tâches : rien à faire aujourd’hui. Échéances, contacts, rapports", window)
label.setStyleSheet("background: qlineargradient(x1:0,y1:0,x2:1,y2:1,stop:0 #204060,stop:1 #f0e0c0)")
window.setCentralWidget(label)
window.show()
sys.exit(application.exec())
